"""Approval (立项下达): the document with its number and its signer."""
