"""Layout to story: the container of the article, its lede, its blocks, and why others are dropped."""
