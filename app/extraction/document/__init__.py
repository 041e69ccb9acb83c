"""From bytes to tree to layout: decode and parse a page, and give every stage its views of the tree."""
