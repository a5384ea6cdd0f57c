"""What costs money: tried in a real AWS account by whoever has one, and never by `make test`.

No file here is one that pytest collects.
"""
