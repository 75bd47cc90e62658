"""Every write of Delphi studies."""
