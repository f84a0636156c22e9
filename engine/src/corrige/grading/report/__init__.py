"""What people read of a class: statistics, similarity, and the pages made of them."""
