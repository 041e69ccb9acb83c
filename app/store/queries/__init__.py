"""Every select of a read operation. Rows to bytes: an item of a list is JSON, ready to send."""
