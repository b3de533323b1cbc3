"""Releases, an optional part: planned, built, deployed, served, deposited."""
