"""Between the window and everything that runs outside its thread; only these emit its signals."""
