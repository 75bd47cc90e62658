"""A book's file beside the norms for its readers' age: what is on its pages, and what the norms say of it."""
