"""MP4 without input or output: samples to boxes, fragments to a whole index, and boxes read back.

Written here rather than by FFmpeg's muxer because the samples are at hand: nothing needs probing,
no thread can hang in native code, and every limit is ours. FFmpeg's own hybrid files keep 70 bytes
of every sample in memory (20 MB an hour), these keep 4. Tests read the result with FFmpeg.

Sources: ISO/IEC 14496-12 (ISO base media file format), section 8 for every box by its name;
14496-15 section 5.3 (avc1, avcC); 14496-14 section 5.6 (mp4a, esds); RFC 8216 section 3.3.
"""
