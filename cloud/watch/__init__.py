"""The viewer's page: what CloudFront or the practice cloud serves to those who watch."""
