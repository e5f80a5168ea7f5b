"""The paper door: letters out, forms in, and the evidence of both."""
