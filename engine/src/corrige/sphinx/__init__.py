"""What a course's book needs of Sphinx: exercise cards, readable tables, other forms, pages on exercises."""
