"""The demo's radar and report."""
