"""What a request holds: parameters, filters, body, codings, keys, rates."""
