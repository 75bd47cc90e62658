"""The demo's study."""
