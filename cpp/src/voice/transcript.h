// "COOPER: Thank you.": a speaker in capitals and a colon at the start of a paragraph.
#pragma once

#include "voice/scene.h"

namespace polyvocal::voicing {

/// The scene's sentence opens a paragraph. Whether it names a speaker.
bool read_transcript(Scene& scene);

}  // namespace polyvocal::voicing
