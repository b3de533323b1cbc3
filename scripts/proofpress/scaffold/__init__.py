"""The researcher's side: a site of one's own, new analyses, tables, sources and documents, and what is wrong here."""
