"""SiteInput, an optional part: checks and links between claims, their statuses, frameworks and theses."""
