"""From layout to story: find the container of the article, its lede and its blocks; drop other blocks with a reason."""
