"""Relations: pairs of actors over time, and the evidence behind each number."""
