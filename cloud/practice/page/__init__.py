"""The files of the watch page; `cloud.practice.watching` serves them."""
