"""The stamps that every client has: each as SVG, and as a PNG made of it for who has no Qt."""
