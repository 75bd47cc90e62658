"""What is new or rises: files of feeds read into entries, and mentions in two spans of time compared."""
