"""The demo's foresight session."""
