// "Talks will go on - Lavrov", "Lavrov: talks will go on": a headline with a source and no verb of
// speech.
#pragma once

#include "voice/scene.h"

namespace polyvocal::voicing {

/// The scene's sentence is a headline.
void read_headline(Scene& scene);

}  // namespace polyvocal::voicing
