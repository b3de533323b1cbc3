"""The record of what is published: entries, files, comparison with today's results."""
