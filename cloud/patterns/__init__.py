"""The catalogue of architectures: what each template builds, and says of itself."""
