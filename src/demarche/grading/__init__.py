"""How a class is run, marked and reported."""
