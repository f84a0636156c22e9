"""Rules that turn marks as found into marks that count: by hand, lateness, attempts."""
