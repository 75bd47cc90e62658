"""Every write of foresight sessions."""
