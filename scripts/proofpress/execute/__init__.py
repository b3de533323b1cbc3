"""Notebooks executed in fresh kernels, several at a time, and results reused where nothing has changed."""
