"""An invented contest."""
