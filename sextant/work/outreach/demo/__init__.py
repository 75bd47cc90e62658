"""The demo's campaign."""
