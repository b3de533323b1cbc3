"""What runs inside a notebook's kernel: loading, publishing, charts, the hermetic guard."""
