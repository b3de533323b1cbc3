"""Records, errors, settings, hashes and git: what every other folder stands on."""
