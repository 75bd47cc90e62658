"""Pages of projects, reports and grants given."""
