package storage

const kindFarewell = "farewell"
