"""Post the pages of a spider: ITEM_PIPELINES = {"scrapy_pipeline.MansetPipeline": 300}, MANSET_URL, MANSET_KEY."""

from manset_client import AsyncManset, Page


class MansetPipeline:
    def __init__(self, client):
        self.client = client

    @classmethod
    def from_crawler(cls, crawler):
        return cls(AsyncManset(crawler.settings["MANSET_URL"], crawler.settings.get("MANSET_KEY")))

    async def process_item(self, item):
        item["result"] = await self.client.post_page(Page(item["html"], item["url"]))
        return item

    async def close_spider(self):
        await self.client.close()
