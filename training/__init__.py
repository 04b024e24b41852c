"""What the shipped model of the reader is made with. Needs the `training` extra; nothing of it runs in the product."""
