"""The files of the viewer's page; served as they are."""
