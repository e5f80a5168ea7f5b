"""Ways of counting: ballot papers in, exact numbers out."""
