"""The Chokepoint Ledger's own code: its measures, charts, vocabulary and house rules."""
