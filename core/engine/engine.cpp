// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/engine.h"

namespace engine {

class Engine::Inside { };

Engine::Engine(std::function<Parts()>, QObject* parent)
    : QObject(parent)
{
}

Engine::~Engine() = default;

} // namespace engine
