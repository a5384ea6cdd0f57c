"""The engine process: the only home of PyAV on the sending side; imports neither Qt nor desktop."""
