"""The judge of charts: what is drawn against what is asked, in words."""
