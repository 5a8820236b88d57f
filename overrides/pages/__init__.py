"""The generated pages: one template a kind of page, and the function that fills them."""
