"""Pages of Delphi studies."""
