"""Puts the whole service on one machine's stage: starts its processes, peoples it, plays scenes.

It knows the service by its commands and by HTTP only, as an operator does.
"""
