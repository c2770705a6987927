"""Codecs: from coded frames to stored values and back, one module a family of Transfer Syntaxes."""
