// Errors of the core. One small tree; the bindings map it to polyvocal.errors in one file.
// A message says what was wrong, where, and what would be right; the text is ready for the user.
//
//   throw InputError("document 'a17': text is empty; give at least one character");
#pragma once

#include <stdexcept>
#include <string>

namespace polyvocal {

/// Base of every error the core throws on purpose.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The caller's data or options are not usable.
class InputError : public Error {
 public:
  using Error::Error;
};

/// Bytes are not valid in the encoding they claim.
class EncodingError : public InputError {
 public:
  using InputError::InputError;
};

/// A result does not fit its type (for example more than 2^31-1 stored cells).
class CapacityError : public Error {
 public:
  using Error::Error;
};

/// The run was cancelled through Progress::cancel. Not an error of the data; nothing is left
/// broken.
class Cancelled : public Error {
 public:
  Cancelled() : Error("cancelled") {}
};

}  // namespace polyvocal
