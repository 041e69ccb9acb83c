"""Find the story in a layout: the container of the article, its lede and its blocks. Other blocks are dropped."""
