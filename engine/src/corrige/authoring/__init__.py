"""From one hand-written solution file to all the rest: notebooks, answer card, summary."""
