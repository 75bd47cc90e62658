"""Every write of this house."""
